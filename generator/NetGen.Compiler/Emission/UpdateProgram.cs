using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Optimizers;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Schedules;
using NetGen.Compiler.Targets;
using NetGen.Compiler.Layouts;
using Buffer = NetGen.Compiler.Plans.Buffer;

namespace NetGen.Compiler.Emission;

/// <summary>The optimizer step: one fused loop over the flat parameter buffer, in two parts where weight decay tells weights from the rest.</summary>
static class UpdateProgram
{
    public static Plan Make(Training training, ParameterTable table, Target target)
    {
        Optimizer optimizer = training.Optimizer;
        int states = optimizer.States(training.OptimizerArguments);
        var lowering = new Lowering(target, new Placement(new Graphs.Graph([], []), target), new LoweredNodes(), straightLine: false) { Layer = optimizer.Signature.Keyword };
        Part(0, table.DecayedFloats, training.WeightDecay);
        Part(table.DecayedFloats, table.TrainedFloats, 0);
        return new Plan(lowering.Steps.ToSeq(), new Dictionary<Buffer, long>(), 0, 0, null);

        void Part(int from, int to, float decay)
        {
            if (from == to) return;
            OptimizerStep update = optimizer.Step(training.OptimizerArguments, Expr.Argument(0), Expr.Argument(1),
                Enumerable.Range(0, states).Select(i => Expr.Argument(2 + i)).ToSeq(), decay);
            var step = new StepWriter();
            var domain = new Shape(to - from);
            Tensor[] tensors = Enumerable.Range(0, 2 + states).Select(i => Tensor(i == 0 ? "parameters" : i == 1 ? "gradients" : "slot" + (i - 2))).ToArray();
            Elementwise.Run(lowering, step, optimizer.Signature.Keyword, $"{optimizer.Signature.Keyword}: {optimizer.Signature.Formula}{(decay == 0 ? "" : " with weight decay")}.",
                domain, false, update.States.Prepend(update.Parameter).ToSeq(), tensors.ToSeq(), tensors.Where((_, i) => i != 1).ToSeq());

            Tensor Tensor(string name) => step.Use(name == "parameters" ? "x" : name == "gradients" ? "g" : name.Replace("slot", "s"),
                new Place(new Buffer(name, BufferKind.Flat, table.TrainedFloats, false), Layout.RowMajor(domain) with { Offset = from }), domain);
        }
    }
}
