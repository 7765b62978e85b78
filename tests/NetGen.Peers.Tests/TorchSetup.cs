using System.Runtime.CompilerServices;
using NetGen.Peers.Torch;

namespace NetGen.Peers.Tests;

static class TorchSetup
{
#pragma warning disable CA2255 // A test may use TorchSharp before anything of the peers, whose own initializer would then come too late.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Run() => RuntimeHelpers.RunModuleConstructor(typeof(TorchLibrary).Module.ModuleHandle);
}
