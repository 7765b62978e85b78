using Microsoft.ML.OnnxRuntime;

namespace NetGen.Benchmarks.Contenders;

/// <summary>ONNX Runtime, with a model of the fixed batch size, all graph optimizations, and inputs and outputs bound once. Its threads wait actively, within a run and after it,
/// as by default.</summary>
sealed class OnnxContender : IContender
{
    readonly SessionOptions options;
    readonly InferenceSession session;
    readonly OrtIoBinding binding;
    readonly OrtValue input, output;
    readonly RunOptions runOptions = new();

    public OnnxContender(byte[] model, Examples examples, int threads)
    {
        options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
        };
        session = new InferenceSession(model, options);
        Result = examples.NewOutputs();
        input = OrtValue.CreateTensorValueFromMemory(examples.Inputs, examples.InputShape);
        output = OrtValue.CreateTensorValueFromMemory(Result, examples.OutputShape);
        binding = session.CreateIoBinding();
        binding.BindInput(session.InputNames[0], input);
        binding.BindOutput(session.OutputNames[0], output);
    }

    public string Name => "ONNX Runtime";

    public float[] Result { get; }

    public void Run() => session.RunWithBinding(runOptions, binding);

    public void Dispose()
    {
        runOptions.Dispose();
        binding.Dispose();
        input.Dispose();
        output.Dispose();
        session.Dispose();
        options.Dispose();
    }
}
