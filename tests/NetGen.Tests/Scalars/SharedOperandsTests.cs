using System.Linq;
using NetGen.Compiler.Scalars;
using Xunit;

namespace NetGen.Tests.Scalars;

/// <summary>Expressions whose operands are shared are small graphs but enormous trees: what walks the tree does not come to an end here.</summary>
public class SharedOperandsTests
{
    private const int Depth = 64;

    private static Expr Powers()
    {
        Expr x = Expr.Argument(0);
        for (int i = 0; i < Depth; i++) x = (x * x) + 1f;
        return x;
    }

    [Fact]
    public void EqualOnesAreEqual() => Assert.Equal(Powers(), Powers());

    [Fact]
    public void OfALongFormulaTheBeginningIsPrinted() => Assert.InRange(Powers().ToString().Length, 1, 210);

    [Fact]
    public void ExpansionAndDerivativeGrowWithTheGraph()
    {
        Expr x = Expr.Argument(0);
        for (int i = 0; i < Depth; i++) x = Functions.Tanh(x) * x;
        int one = Expr.Nodes([Functions.Tanh(Expr.Argument(0)).Expand()]).Count();
        Assert.InRange(Expr.Nodes([x.Expand()]).Count, Depth, Depth * (one + 2));
        Assert.InRange(Expr.Nodes([x.Derivative(0).Expand()]).Count, Depth, Depth * (one + 20));
    }
}
