using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Adapters;
using NetGen.Oracle.Cases;
using NetGen.Oracle.Checks;

// The names of cases as arguments limit the run to those.
int passed = 0, failed = 0;
foreach (Case given in CaseCatalogue.Small.Where(c => args.Length == 0 || args.Contains(c.Name)))
{
    IReadOnlyList<string> failures = CaseCheck.Failures(given, SpecBinder.Bind(given.Spec), Registry.Create);
    foreach (string failure in failures) Console.WriteLine(failure);
    if (failures.Count == 0) passed++;
    else failed++;
}

Console.WriteLine($"{passed} passed, {failed} failed");
return failed == 0 ? 0 : 1;
