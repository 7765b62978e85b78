using System;
using System.Reflection;
using NetGen.Compiler;
using NetGen.Oracle.Checks;
using NetGen.Tests.Binding;
using NetGen.Tests.Harness;

namespace NetGen.Tests.Generated;

/// <summary>The class of a spec with one network, in scalar code: through the runtime's base classes, as the training loop sees it, and with its own methods.</summary>
internal sealed class GeneratedNetwork : IDisposable
{
    public GeneratedNetwork(string spec, int batchSize = 8)
    {
        Compiler.Binding.Network network = Specs.One(spec);
        Assembly assembly = GeneratedAssembly.Load(CaseSources.Generate([network], TargetSet.Scalar));
        Type type = assembly.GetType($"{network.Namespace}.{network.Name}", throwOnError: true)!;
        Network = (NetGen.Network)Activator.CreateInstance(type, 1UL, 1)!;
        Trainer = (Trainer)Activator.CreateInstance(type.GetNestedType("Trainer")!, Network, batchSize, 1)!;
        Methods = assembly.GetType(AdapterSource.RegistryType, throwOnError: true)!.GetMethod("Create")!
            .CreateDelegate<NetworkFactory>()(network.Name, 1, 1, batchSize);
    }

    public NetGen.Network Network { get; }

    public Trainer Trainer { get; }

    /// <summary>Another instance, with the same initial weights.</summary>
    public INetworkUnderTest Methods { get; }

    public void Dispose()
    {
        Methods.Dispose();
        Trainer.Dispose();
        Network.Dispose();
    }
}
