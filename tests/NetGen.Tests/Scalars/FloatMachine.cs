using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Scalars;

namespace NetGen.Tests.Scalars;

/// <summary>
/// Evaluates expressions in float arithmetic as targets do: with MultiplyAdd fused or not, and with minimum and maximum that give their second operand
/// when either is NaN. One step for each distinct node, so that millions of numbers are quick.
/// </summary>
sealed class FloatMachine
{
    readonly List<Expr> nodes;
    readonly int[][] operands;
    readonly float[] values;
    readonly int[] ints;
    readonly bool[] masks;
    readonly int[] results;
    readonly bool fused;

    public FloatMachine(IEnumerable<Expr> expressions, bool fused)
    {
        Expr[] expanded = expressions.Select(e => e.Expand()).ToArray();
        this.fused = fused;
        nodes = Expr.Nodes(expanded);
        var places = nodes.Select((node, i) => (node, i)).ToDictionary(p => p.node, p => p.i);
        operands = nodes.Select(node => node.Operands.Select(o => places[o]).ToArray()).ToArray();
        results = expanded.Select(e => places[e]).ToArray();
        (values, ints, masks) = (new float[nodes.Count], new int[nodes.Count], new bool[nodes.Count]);
    }

    /// <summary>Operations, without leaves.</summary>
    public int Operations => nodes.Count(node => node.Operands.Count > 0);

    public Dictionary<string, float> Uniforms { get; } = [];

    public static Func<float, float> Function(ScalarFunction function, bool fused = true) => Function(x => Expr.Call(function, x), fused);

    public static Func<float, float> Function(Func<Expr, Expr> function, bool fused = true)
    {
        var machine = new FloatMachine([function(Expr.Argument(0))], fused);
        var arguments = new float[1];
        return x =>
        {
            arguments[0] = x;
            return machine.Run(arguments);
        };
    }

    public float Run(params float[] arguments) => Run(arguments, []);

    /// <summary>Value of the first expression; the others by <see cref="Result"/>.</summary>
    public float Run(float[] arguments, int[] coordinates)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            Expr node = nodes[i];
            int[] o = operands[i];
            switch (node.Op)
            {
                case Op.Constant: values[i] = node.Value; break;
                case Op.Argument: values[i] = arguments[node.Index]; break;
                case Op.Coordinate: values[i] = coordinates[node.Index]; break;
                case Op.Uniform: values[i] = Uniforms[node.Name!]; break;
                case Op.Add: values[i] = values[o[0]] + values[o[1]]; break;
                case Op.Subtract: values[i] = values[o[0]] - values[o[1]]; break;
                case Op.Multiply: values[i] = values[o[0]] * values[o[1]]; break;
                case Op.Divide: values[i] = values[o[0]] / values[o[1]]; break;
                case Op.Minimum: values[i] = float.MinNative(values[o[0]], values[o[1]]); break;
                case Op.Maximum: values[i] = float.MaxNative(values[o[0]], values[o[1]]); break;
                case Op.MultiplyAdd:
                    values[i] = fused ? MathF.FusedMultiplyAdd(values[o[0]], values[o[1]], values[o[2]]) : (values[o[0]] * values[o[1]]) + values[o[2]];
                    break;
                case Op.Negate: values[i] = -values[o[0]]; break;
                case Op.Absolute: values[i] = MathF.Abs(values[o[0]]); break;
                case Op.SquareRoot: values[i] = MathF.Sqrt(values[o[0]]); break;
                case Op.Less: masks[i] = values[o[0]] < values[o[1]]; break;
                case Op.LessOrEqual: masks[i] = values[o[0]] <= values[o[1]]; break;
                case Op.Equal: masks[i] = values[o[0]] == values[o[1]]; break;
                case Op.Select: values[i] = masks[o[0]] ? values[o[1]] : values[o[2]]; break;
                case Op.FloatBits: ints[i] = BitConverter.SingleToInt32Bits(values[o[0]]); break;
                case Op.BitsFloat: values[i] = BitConverter.Int32BitsToSingle(ints[o[0]]); break;
                case Op.ToFloat: values[i] = ints[o[0]]; break;
                case Op.IntConstant: ints[i] = node.Index; break;
                case Op.IntAdd: ints[i] = unchecked(ints[o[0]] + ints[o[1]]); break;
                case Op.IntSubtract: ints[i] = unchecked(ints[o[0]] - ints[o[1]]); break;
                case Op.And: ints[i] = ints[o[0]] & ints[o[1]]; break;
                case Op.ShiftLeft: ints[i] = ints[o[0]] << node.Index; break;
                case Op.ShiftRight: ints[i] = ints[o[0]] >> node.Index; break;
                default: throw new NotSupportedException($"{node.Op} is not for targets");
            }
        }
        return Result(0);
    }

    public float Result(int index) => values[results[index]];
}
