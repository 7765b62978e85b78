using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using NetGen;
using NetGen.AotSmoke;

const int Batch = 7, Pixels = 12 * 12, Classes = 4;
int passed = 0, failed = 0;

// A class for each quarter of the image that may be bright.
var random = new Random(1);
int[] labels = new int[Batch];
float[] images = new float[Batch * Pixels], scores = new float[Batch * Classes], again = new float[Batch * Classes];
for (int i = 0; i < Batch; i++)
{
    int label = i % Classes;
    labels[i] = label;
    for (int p = 0; p < Pixels; p++)
    {
        int quarter = ((p / 12 / 6) * 2) + (p % 12 / 6);
        images[(i * Pixels) + p] = random.NextSingle() + (quarter == label ? 1 : 0);
    }
}

string kind = RuntimeFeature.IsDynamicCodeSupported ? "jit" : "aot";
using var net = new Smoke(seed: 1);
using var trainer = new Smoke.Trainer(net, Batch);

bool expectsVectors = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;
Check("vector instructions are enabled", !expectsVectors || (Avx2.IsSupported && Fma.IsSupported) || AdvSimd.Arm64.IsSupported);

net.Predict(images, scores);
Check("scores are finite", scores.All(float.IsFinite));
net.Predict(images, again);
Check("the same input gives the same bits", scores.AsSpan().SequenceEqual(again));
for (int i = 0; i < Batch; i++) net.Predict(images.AsSpan(i * Pixels, Pixels), again.AsSpan(i * Classes, Classes));
Check("one example alone gives what it gives in a batch", scores.Zip(again).All(p => MathF.Abs(p.First - p.Second) <= 1e-5f));
Check("Predict allocates nothing", Allocated(() => net.Predict(images, scores)) == 0);

float first = trainer.Step(images, labels), last = first;
for (int step = 0; step < 100; step++) last = trainer.Step(images, labels);
Check($"training lowers the loss ({first} to {last})", last < first / 4);
Check("Step allocates nothing", Allocated(() => trainer.Step(images, labels)) == 0);
Check("Evaluate allocates nothing", Allocated(() => trainer.Evaluate(images, labels)) == 0);

string path = Path.Combine(Path.GetTempPath(), $"smoke-{Environment.ProcessId}.safetensors");
try
{
    net.Predict(images, scores);
    net.Save(path);
    using Smoke loaded = Smoke.Load(path);
    loaded.Predict(images, again);
    Check("loaded weights give the same bits", scores.AsSpan().SequenceEqual(again));

    net.SavePacked(path);
    byte[] packed = File.ReadAllBytes(path);
    unsafe
    {
        fixed (byte* data = packed)
        {
            using var inPlace = new Smoke(new PackedWeights(data, packed.Length));
            inPlace.Predict(images, again);
        }
    }
    Check("packed weights give the same bits", scores.AsSpan().SequenceEqual(again));
}
finally
{
    File.Delete(path);
}

Console.WriteLine($"{kind}: {passed} passed, {failed} failed");
return failed == 0 ? 0 : 1;

// The second call is measured: the first may have to load something.
static long Allocated(Action action)
{
    action();
    long before = GC.GetAllocatedBytesForCurrentThread();
    action();
    return GC.GetAllocatedBytesForCurrentThread() - before;
}

void Check(string what, bool holds)
{
    if (holds) passed++;
    else failed++;
    if (!holds) Console.WriteLine($"failed: {what}");
}
