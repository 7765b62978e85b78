using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace NetGen;

/// <summary>A view of a mapped file that stays mapped until this object is collected, even where its stream is closed before.</summary>
internal sealed unsafe class MappedView
{
    private readonly SafeMemoryMappedViewHandle handle;

    /// <exception cref="System.ObjectDisposedException">The stream was closed.</exception>
    public MappedView(MemoryMappedViewStream stream)
    {
        byte* view = null;
        handle = stream.SafeMemoryMappedViewHandle;
        handle.AcquirePointer(ref view);
        Pointer = view + stream.PointerOffset + stream.Position;
    }

    ~MappedView() => handle.ReleasePointer();

    /// <summary>The byte at the stream's position.</summary>
    public byte* Pointer { get; }
}
