using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Primitives;

/// <summary>
/// A primitive that can go on computing with its result before it stores it. Argument 0 of the epilogue is the result, the arguments behind are
/// the inputs behind the primitive's own, which broadcast to the result's shape; the outputs are the epilogue's expressions.
/// </summary>
public interface IHasEpilogue
{
    Seq<Expr>? Epilogue { get; }

    Primitive WithEpilogue(Seq<Expr> epilogue);
}
