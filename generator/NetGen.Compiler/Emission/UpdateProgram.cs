using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Optimizers;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Schedules;
using NetGen.Compiler.Targets;
using Buffer = NetGen.Compiler.Plans.Buffer;

namespace NetGen.Compiler.Emission;

/// <summary>
/// The optimizer step: one fused loop over the flat parameter buffer, in several parts where weight decay, clipping or a learning rate of their own tells parameters apart. The
/// gradients stay as they are: they are clipped as they are read. Norms of weights are limited behind it.
/// </summary>
static class UpdateProgram
{
    /// <param name="print">Makes a kernel a method; null where it is to be unrolled.</param>
    public static Plan Make(Training training, ParameterTable table, Target target, Func<Kernel, KernelText>? print)
    {
        Optimizer optimizer = training.Optimizer;
        string name = optimizer.Signature.Keyword;
        int states = optimizer.States(training.OptimizerArguments);
        var lowering = new Lowering(target, new Placement(new Graphs.Graph([], []), target), new LoweredNodes(), straightLine: false, print) { Layer = name };
        Buffer parameters = Flat("parameters"), gradients = Flat("gradients");
        Buffer[] slots = [.. Enumerable.Range(0, states).Select(i => Flat("slot" + i))];
        IReadOnlyList<UpdatePart> parts = UpdatePart.All(training, table);
        var norms = new NormClipping(lowering, parts, gradients);
        foreach (UpdatePart part in parts) Update(part);
        var limits = new NormLimits(lowering, training, table, parameters);
        var memory = new Dictionary<Buffer, long> { [norms.Memory] = 0, [limits.Memory] = norms.Memory.Size };
        return new Plan(lowering.Steps.ToSeq(), memory, [], 0, norms.Memory.Size + limits.Memory.Size, 0, null);

        void Update(UpdatePart part)
        {
            var step = new StepWriter();
            var domain = new Shape(part.Floats);
            Tensor x = Use("x", parameters), g = Use("g", gradients);
            Tensor[] state = [.. slots.Select((slot, i) => Use("s" + i, slot))];
            Expr gradient = Expr.Argument(1);
            var inputs = new List<Tensor> { x, g };
            inputs.AddRange(state);
            if (part.Norm is { } norm)
            {
                gradient *= Expr.Argument(inputs.Count);
                inputs.Add(norms.Read(step, norm));
            }
            // What is not a number stays so: targets give the second operand then.
            if (part.Value is { Limit: var limit }) gradient = Expr.Max(-limit, Expr.Min(limit, gradient));
            Seq<Expr> before = Enumerable.Range(0, states).Select(i => Expr.Argument(2 + i)).ToSeq();
            OptimizerStep update = optimizer.Step(training.OptimizerArguments, Expr.Argument(0), gradient, before, part.Decay);
            Seq<Expr> results = update.States.Prepend(update.Parameter).Select(AtRate).ToSeq();
            Elementwise.Run(lowering, step, name, Summary(part), domain, false, results, inputs.ToSeq(), [x, .. state]);

            Expr AtRate(Expr result) => part.Rate == 1 ? result : result.Rewrite(e => e.Equals(Rates.LearningRate) ? e * part.Rate : null);

            Tensor Use(string role, Buffer buffer) => step.Use(role, new Place(buffer, Layout.RowMajor(domain) with { Offset = part.From }), domain);
        }

        string Summary(UpdatePart part) =>
            $"{name}: {optimizer.Signature.Formula}{(part.Decay == default ? "" : " with weight decay")}"
                + $"{(part.Norm is null && part.Value is null ? "" : ", of clipped gradients")}{Rate(part)}.";

        string Rate(UpdatePart part) => part.Rate == 1 ? "" : $", at {part.Rate.ToString("R", CultureInfo.InvariantCulture)} of the learning rate";

        Buffer Flat(string buffer) => new(buffer, BufferKind.Flat, table.TrainedFloats, false);
    }
}
