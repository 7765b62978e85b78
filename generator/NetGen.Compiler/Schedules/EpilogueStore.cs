using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Schedules;

/// <summary>The end of kernels whose vectors are channels of images.</summary>
static class EpilogueStore
{
    /// <summary>Computes the epilogue over a value and stores its results at a position.</summary>
    public static void Run(KernelWriter k, Seq<Expr>? epilogue, Expr value, Tensor[] extra, Tensor[] results, Affine n, Seq<Affine> to, int lanes, int count)
    {
        Seq<Expr> values = k.Compute(epilogue ?? [Expr.Argument(0)], lanes, a => a == 0 ? value : extra[a - 1].Read(extra[a - 1].At(n, to), extra[a - 1].Stride(0), lanes, count),
            axis => axis == Position.BatchAxis ? new Position(n, 0) : new Position(to[axis], axis == 0 ? 1 : 0));
        for (int r = 0; r < results.Length; r++) k.Store(results[r].Parameter, results[r].At(n, to), values[r], lanes, count);
    }
}
