using System.Collections.Generic;
using System.Linq;
using CsCheck;
using NetGen.Compiler;

namespace NetGen.Tests.Conformance;

/// <summary>
/// Valid networks at random: a step at a time reads values that are there and gives a new one; at the end, what nothing has read becomes the outputs.
/// </summary>
static class RandomSpecs
{
    const string Block = """
        block residual(channels)
          main = in | conv channels 3x3 pad=1 | tanh | conv in.channels 1x1 bias=no
          if channels > 2
            skip = in
          else
            skip = in | in: conv in.channels 1x1
          main + skip | elu

        """;

    static readonly Gen<int[]> Shape = Gen.Frequency<int[]>(
        (3, Gen.Select(Gen.OneOf<int>(1, 2, 3, 4, 6, 8, 17), Gen.Int[1, 9], Gen.Int[1, 9]).Select((c, h, w) => new[] { c, h, w })),
        (1, RandomLayers.Units.Select(units => new[] { units })));

    static readonly Gen<string> Optimizer = Gen.OneOf<string>(
        "sgd lr=0.1", "momentum lr=0.05", "nesterov lr=0.05", "nesterov lr=0.05 form=pytorch", "adagrad", "rmsprop", "adam", "adamw lr=0.01");

    /// <summary>What stands below the line with a network's name.</summary>
    public static Gen<string> Body { get; } =
        from unroll in Gen.Frequency<string>((1, Gen.Const("auto")), (4, Gen.Const("tiles")))
        from shapes in Shape.Array[1, 2]
        from count in Gen.Int[2, 6]
        from body in Steps(Draft.Of(shapes), count)
        from outputs in Outputs(body)
        from losses in Sequence(outputs.Unread.Select(Loss))
        from optimizer in Optimizer
        from decay in Gen.OneOf<string>("", "\n  decay 0.01", "\n  decay l1=0.01 parameters=all")
        from limit in Gen.OneOf<string>("", "\n  maxnorm 0.5")
        from clip in Gen.OneOf<string>("", "\n  clip norm=0.1", "\n  clip value=0.01")
        select $"unroll {unroll}\n{string.Join("\n", outputs.Lines)}\noutput {string.Join(", ", outputs.Unread)}\n"
            + $"train\n{string.Concat(losses)}  optimizer {optimizer}{decay}{limit}{clip}\n{Block}";

    static Gen<Draft> Steps(Draft draft, int count) => count == 0 ? Gen.Const(draft) : Step(draft).SelectMany(next => Steps(next, count - 1));

    static Gen<Draft> Step(Draft draft) =>
        from value in Gen.Int[0, draft.Values.Count - 1].Select(i => draft.Values[i])
        from next in value.Shape.Length == 3
            ? Gen.Frequency<Draft>(
                (6, Chain(draft, value)), (2, Combine(draft, value)), (2, Concat(draft, value)), (1, Gate(draft, value)), (1, Repeat(draft, value)), (1, Meet(draft, value)))
            : Gen.Frequency<Draft>((4, Chain(draft, value)), (2, Combine(draft, value)), (2, Concat(draft, value)), (1, Meet(draft, value)))
        select next;

    static Gen<Draft> Chain(Draft draft, Value value) =>
        from count in Gen.Int[1, 3]
        from stages in Stages(value.Shape, count)
        select draft.With($"{value} | {stages.Text}", stages.Shape, value);

    static Gen<RandomLayers.Stage> Stages(int[] shape, int count) => RandomLayers.For(shape).SelectMany(first => count == 1 ? Gen.Const(first) :
        Stages(first.Shape, count - 1).Select(rest => rest with { Text = $"{first.Text} | {rest.Text}" }));

    /// <summary>A sum or product with a value of the same shape, which may be the value itself.</summary>
    static Gen<Draft> Combine(Draft draft, Value value) =>
        from other in Any(draft.Values.Where(v => v.Shape.SequenceEqual(value.Shape)))
        from operation in Gen.OneOf<string>("+", "*")
        select draft.With($"{value} {operation} {other} | tanh", value.Shape, value, other);

    /// <summary>Two or three values behind each other that differ on one axis at most.</summary>
    static Gen<Draft> Concat(Draft draft, Value value) =>
        from axis in Gen.Int[0, value.Shape.Length - 1]
        let fitting = draft.Values.Where(v => v.Shape.Length == value.Shape.Length && v.Shape.Select((dim, i) => i == axis || dim == value.Shape[i]).All(fits => fits))
        from others in Any(fitting).Array[1, 2]
        select draft.With(
            $"concat {string.Join(", ", others.Append(value))} axis={axis}",
            [.. value.Shape.Select((dim, i) => i == axis ? dim + others.Sum(v => v.Shape[i]) : dim)],
            [value, .. others]);

    /// <summary>A product in which one factor is repeated along axes.</summary>
    static Gen<Draft> Gate(Draft draft, Value value) =>
        from gate in Gen.OneOf<string>("conv 1 1x1 | sigmoid", $"avgpool {value.Shape[1]}x{value.Shape[2]} | tanh", $"maxpool 1x{value.Shape[2]} | softplus")
        let factor = draft.With($"{value} | {gate}", [], value)
        select factor.Without(factor.Values[^1]).With($"mul {factor.Values[^1]}, {value}", value.Shape, value);

    static Gen<Draft> Repeat(Draft draft, Value value) =>
        from times in Gen.Int[1, 3]
        from channels in Gen.Int[1, 5]
        select draft.Line($"{value}\nrepeat {times}\n  residual {channels}").With("relu", value.Shape, value);

    /// <summary>The sum of any two values under a shape of both.</summary>
    static Gen<Draft> Meet(Draft draft, Value value) =>
        from other in Any(draft.Values)
        from units in RandomLayers.Units
        let first = draft.With($"{value} | dense {units}", [units], value)
        let both = first.With($"{other} | dense {units}", [units], other)
        let sum = $"add {both.Values[^1]}, {both.Values[^2]}"
        select both.Without(both.Values[^1]).Without(both.Values[^2]).With(sum, [units]);

    /// <summary>A layer with parameters behind each value that nothing reads; the loss stands directly on some of the others.</summary>
    static Gen<Draft> Outputs(Draft draft) => draft.Unread.Select((value, i) => (Value: value, IsLast: i == draft.Unread.Count - 1)).Aggregate(Gen.Const(draft), (all, next) =>
        from before in all
        from layer in RandomLayers.Learned(next.Value.Shape)
        from bare in Gen.Bool
        select bare && !next.IsLast && !next.Value.IsInput ? before : before.With($"{next.Value} | {layer.Text}", layer.Shape, next.Value));

    static Gen<string> Loss(Value value) =>
        from loss in value.Shape.Length == 1
            ? Gen.OneOf<string>("softmax-cross-entropy", "hinge", "hinge margin=0.5 form=pytorch", "mse", "binary-cross-entropy")
            : Gen.OneOf<string>("mse", "binary-cross-entropy")
        from weight in Gen.OneOf<string>("", " weight=0.5")
        select $"  loss {loss} of {value}{weight}\n";

    static Gen<Value> Any(IEnumerable<Value> values)
    {
        Value[] all = [.. values];
        return Gen.Int[0, all.Length - 1].Select(i => all[i]);
    }

    static Gen<Seq<string>> Sequence(IEnumerable<Gen<string>> parts) => parts.Aggregate(Gen.Const(Seq<string>.Empty), (all, part) =>
        from before in all
        from next in part
        select (Seq<string>)[.. before, next]);

    sealed record Value(string Name, int[] Shape)
    {
        public bool IsInput => Name[0] == 'x';

        public override string ToString() => Name;
    }

    /// <summary>The lines so far, the values that can be read, and those that nothing has read.</summary>
    sealed record Draft(Seq<string> Lines, Seq<Value> Values, Seq<Value> Unread)
    {
        public static Draft Of(int[][] inputs)
        {
            Seq<Value> values = [.. inputs.Select((shape, i) => new Value($"x{i}", shape))];
            return new Draft([.. values.Select(v => $"input {v}: {string.Join('x', v.Shape)}")], values, values);
        }

        public Draft Line(string line) => this with { Lines = [.. Lines, line] };

        /// <summary>A line that gives a new value.</summary>
        public Draft With(string pipeline, int[] shape, params Value[] read)
        {
            var value = new Value($"v{Lines.Count}", shape);
            return Line($"{value} = {pipeline}") with { Values = [.. Values, value], Unread = [.. Unread.Except(read), value] };
        }

        /// <summary>A value that the next step reads, and no other.</summary>
        public Draft Without(Value value) => this with { Values = [.. Values.Where(v => v != value)], Unread = [.. Unread.Where(v => v != value)] };
    }
}
