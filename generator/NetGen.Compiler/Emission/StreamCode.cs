using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Building;

namespace NetGen.Compiler.Emission;

/// <summary>The part of a network's class that takes a stream time step by time step, and what a trainer needs to take it window by window.</summary>
sealed class StreamCode(Network network, IReadOnlyList<TargetCode> targets)
{
    CarriedState[] States => [.. network.Carried];

    string Sizes => $"[{string.Join(", ", States.Select(s => s.Shape.Size))}]";

    public void WriteStep(CodeWriter w)
    {
        NetworkValue[] inputs = [.. network.StepInputs.Select(i => network.Values[i])], outputs = [.. network.Outputs.Select(o => network.Values[o])];
        w.Line("private global::NetGen.AlignedBuffer stepMemory;");
        w.Line("private Frame* stepFrame;");
        w.Line();
        w.Line("/// <summary>Makes the state of a stream, at its beginning. Any number of them go on with the same weights.</summary>");
        w.Line($"public global::NetGen.StreamState NewState() => new({Sizes});");
        w.Line();
        w.Open("private void AllocateStep()");
        w.Line("long frameFloats = (sizeof(Frame) + 63) / 64 * 16;");
        ClassCode.Dispatch(w, targets, t => "{ stepMemory = new global::NetGen.AlignedBuffer("
            + $"frameFloats + {t}.StepBatchedFloats + {t}.StepFixedFloats + ({t}.StepMemberFloats * Team.Threads)); "
            + $"stepFrame = (Frame*)stepMemory.Pointer; {t}.BindStep(stepFrame, Weights, null, stepMemory.Pointer + frameFloats, 1); }}");
        w.Line("stepFrame->n = 1;");
        w.Close();
        w.Line();
        w.Line("/// <summary>Takes one time step of a stream and gives that of the outputs; allocates nothing.</summary>");
        foreach (NetworkValue input in inputs) w.Line($"/// <param name=\"{input.Name}\">{input.Shape}, of this time step.</param>");
        w.Line("/// <param name=\"state\">Where the stream is; it goes on.</param>");
        foreach (NetworkValue output in outputs) w.Line($"/// <param name=\"{output.Name}\">Gets {output.Shape}.</param>");
        w.Line("/// <exception cref=\"global::System.ArgumentException\">A length is wrong, or the state is another network's.</exception>");
        IEnumerable<string> arguments = inputs.Select(ClassCode.Span).Append("global::NetGen.StreamState state")
            .Concat(outputs.Select(o => $"global::System.Span<float> {o.Name}"));
        w.Open($"public void Step({string.Join(", ", arguments)})");
        w.Line("_ = Weights; // throws where the network was disposed of");
        w.Line("global::System.ArgumentNullException.ThrowIfNull(state);");
        w.Line($"state.CheckIsOf({Sizes});");
        foreach (NetworkValue value in inputs.Concat(outputs)) w.Line($"global::NetGen.Check.Length(nameof({value.Name}), {value.Name}.Length, {value.Shape.Size});");
        foreach (NetworkValue value in inputs.Where(v => v.Classes > 0)) w.Line($"global::NetGen.Check.Labels(nameof({value.Name}), {value.Name}, {value.Classes});");
        foreach (NetworkValue value in inputs.Concat(outputs)) w.Line($"fixed ({ClassCode.Element(value)}* __p_{value.Name} = {value.Name})");
        w.Open("");
        foreach (NetworkValue value in inputs.Concat(outputs)) w.Line($"stepFrame->{ClassCode.Field(value)} = __p_{value.Name};");
        Pass(w, "stepFrame", "state");
        ClassCode.Dispatch(w, targets, t => $"{t}.Step(stepFrame, Team);");
        w.Line("state.Advance();");
        w.Close();
        w.Line("global::System.GC.KeepAlive(this);");
        w.Close();
        w.Line();
    }

    /// <summary>The memory of a trainer's streams, one for training and one for evaluation.</summary>
    public void WriteTrainerMembers(CodeWriter w)
    {
        w.Line("private readonly global::NetGen.StreamState streams, evaluationStreams;");
        w.Line();
        w.Line("/// <inheritdoc/>");
        w.Line("protected override global::NetGen.StreamState[] StreamStates => [streams, evaluationStreams];");
        w.Line();
        w.Line("/// <summary>All streams of training begin anew: the next step's windows are their first.</summary>");
        w.Line("public void ResetState() => streams.Reset();");
        w.Line();
        w.Line("/// <summary>One stream of training begins anew.</summary>");
        w.Line("/// <param name=\"stream\">Which: its number in the batch.</param>");
        w.Line("public void ResetState(int stream) => streams.Reset(stream);");
        w.Line();
        w.Line("/// <summary>All streams of <see cref=\"Evaluate\"/> begin anew.</summary>");
        w.Line("public void ResetEvaluationState() => evaluationStreams.Reset();");
        w.Line();
    }

    public void WriteTrainerConstruction(CodeWriter w)
    {
        w.Line($"streams = new global::NetGen.StreamState({Sizes}, batchSize);");
        w.Line($"evaluationStreams = new global::NetGen.StreamState({Sizes}, batchSize);");
    }

    /// <summary>Points a frame to the state before and after.</summary>
    public void Pass(CodeWriter w, string frame, string state)
    {
        for (int i = 0; i < States.Length; i++)
        {
            w.Line($"{frame}->{FieldNames.Argument(NetworkGraph.StateBefore(States[i].Name))} = {state}.Before({i});");
            w.Line($"{frame}->{FieldNames.Argument(NetworkGraph.StateAfter(States[i].Name))} = {state}.After({i});");
        }
    }
}
