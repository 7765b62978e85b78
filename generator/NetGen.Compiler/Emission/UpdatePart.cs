using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Optimizers;

namespace NetGen.Compiler.Emission;

/// <summary>
/// Floats <paramref name="From"/> to <paramref name="To"/> of the flat buffers, for which the update is the same: the factors of the learning rate and of weight decay, and the
/// limits of the gradient.
/// </summary>
sealed record UpdatePart(int From, int To, float Rate, WeightDecay Decay, GradientClip? Norm, GradientClip? Value)
{
    public int Floats => To - From;

    /// <summary>The trained part of the buffers, in as few parts as there can be.</summary>
    public static IReadOnlyList<UpdatePart> All(Training training, ParameterTable table)
    {
        var parts = new List<UpdatePart>();
        foreach (ParameterEntry entry in table.Placed.Where(e => e.Parameter.IsTrained))
        {
            string name = entry.Parameter.Name;
            var part = new UpdatePart(entry.Offset, entry.Offset + entry.Size, entry.Parameter.RateFactor, training.Decay(entry.Parameter),
                training.Clip(ClipKind.Norm, name), training.Clip(ClipKind.Value, name));
            UpdatePart? last = parts.LastOrDefault();
            if (last is null || part with { From = last.From } != last with { To = part.To }) parts.Add(part);
            else parts[parts.Count - 1] = last with { To = part.To };
        }
        return parts;
    }
}
