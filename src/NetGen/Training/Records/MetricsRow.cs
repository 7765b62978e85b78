namespace NetGen;

/// <summary>A row of a <see cref="MetricsTable"/>; what has no number in it is null.</summary>
internal readonly record struct MetricsRow(MetricsTable Table, double?[] Values)
{
    /// <summary>The number of columns.</summary>
    public int Length => Values.Length;

    public double? this[int column] => Values[column];

    /// <summary>The number in a column that has one in each row.</summary>
    /// <exception cref="System.IO.InvalidDataException">It has none; the message names the file.</exception>
    public double Number(int column) => Values[column] ?? throw Table.Missing(this, column);
}
