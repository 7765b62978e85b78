using System;
using System.IO;
using System.Linq;
using NetGen.Compiler;
using NetGen.Oracle.Cases;
using NetGen.Oracle.Checks;

if (args is not [string directory, string target] || !Enum.TryParse(target, ignoreCase: true, out TargetSet targets))
{
    Console.Error.WriteLine("usage: NetGen.Conformance.Emit DIRECTORY scalar|neon|avx2|avx512");
    return 2;
}

var networks = CaseCatalogue.Small.Select(c => SpecBinder.Bind(c.Spec)).ToArray();
if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
Directory.CreateDirectory(directory);
foreach (SourceFile file in CaseSources.Generate(networks, targets)) File.WriteAllText(Path.Combine(directory, file.Name), file.Text);
Console.WriteLine($"{networks.Length} networks for {target}");
return 0;
