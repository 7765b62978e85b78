using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace NetGen;

/// <summary>The values that a setting may have in a <see cref="HyperparameterSearch"/>.</summary>
/// <remarks>Those of <see cref="Uniform"/> and <see cref="LogUniform"/> are rounded to four digits, to be read and written down; they are the same on every machine.</remarks>
public abstract class SearchRange
{
    private SearchRange()
    {
    }

    /// <summary>All numbers between two, each as likely: for what adds up, as dropout or the degrees of a rotation.</summary>
    /// <param name="from">The least.</param>
    /// <param name="to">The greatest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or the second not above the first.</exception>
    public static SearchRange Uniform(double from, double to) => new UniformRange(from, to);

    /// <summary>All numbers between two, each order of magnitude as likely: for what multiplies, as learning rates and weight decay.</summary>
    /// <param name="from">The least; above 0.</param>
    /// <param name="to">The greatest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or not positive, or the second not above the first.</exception>
    public static SearchRange LogUniform(double from, double to) => new LogUniformRange(from, to);

    /// <summary>One of these numbers, each as likely; all of them in a grid.</summary>
    /// <param name="values">The numbers: batch sizes for example, or the indices of anything else.</param>
    /// <exception cref="ArgumentException">There is none, or one is not finite.</exception>
    public static SearchRange Choice(params ReadOnlySpan<double> values) => new ChoiceRange([.. values]);

    /// <summary>The value at a place of the range.</summary>
    /// <param name="place">Uniform in [0, 1).</param>
    internal abstract double At(double place);

    /// <summary>Values at equal distances, the ends included.</summary>
    internal virtual IEnumerable<double> Grid(int points) => Enumerable.Range(0, points).Select(i => At(points == 1 ? 0.5 : (double)i / (points - 1)));

    /// <summary>A range of the same kind that spans these of its values.</summary>
    internal abstract SearchRange Spanning(IReadOnlyList<double> values);

    private static double Round(double value, double from, double to) =>
        Math.Clamp(double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), from, to);

    private static void CheckOrder(double from, double to)
    {
        if (!double.IsFinite(from))
            throw new ArgumentOutOfRangeException(nameof(from), from, "The least number must be finite.");
        if (!double.IsFinite(to) || to <= from)
            throw new ArgumentOutOfRangeException(nameof(to), to, $"The greatest number must be finite and above the least, {from.ToString(CultureInfo.InvariantCulture)}.");
    }

    private sealed class UniformRange : SearchRange
    {
        private readonly double from;
        private readonly double to;

        public UniformRange(double from, double to)
        {
            CheckOrder(from, to);
            (this.from, this.to) = (from, to);
        }

        internal override double At(double place) => Round(from + (place * (to - from)), from, to);

        internal override SearchRange Spanning(IReadOnlyList<double> values) => values.Max() > values.Min() ? new UniformRange(values.Min(), values.Max()) : Choice(values[0]);
    }

    private sealed class LogUniformRange : SearchRange
    {
        private readonly double from;
        private readonly double to;

        public LogUniformRange(double from, double to)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(from);
            CheckOrder(from, to);
            (this.from, this.to) = (from, to);
        }

        internal override double At(double place) => Round(from * Math.Pow(to / from, place), from, to);

        internal override SearchRange Spanning(IReadOnlyList<double> values) => values.Max() > values.Min() ? new LogUniformRange(values.Min(), values.Max()) : Choice(values[0]);
    }

    private sealed class ChoiceRange : SearchRange
    {
        private readonly ImmutableArray<double> values;

        public ChoiceRange(ImmutableArray<double> values)
        {
            if (values.IsEmpty)
                throw new ArgumentException("There is nothing to choose from.", nameof(values));
            if (!values.All(double.IsFinite))
                throw new ArgumentException("A number to choose from is not finite.", nameof(values));
            this.values = values;
        }

        internal override double At(double place) => values[(int)(place * values.Length)];

        internal override IEnumerable<double> Grid(int points) => values;

        internal override SearchRange Spanning(IReadOnlyList<double> chosen) => new ChoiceRange([.. values.Where(chosen.Contains)]);
    }
}
