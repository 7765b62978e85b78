namespace NetGen.Data;

/// <summary>What a CSV file looks like.</summary>
public sealed record CsvOptions
{
    /// <summary>Whether the first line names the columns. Default: yes.</summary>
    public bool Header { get; init; } = true;

    /// <summary>What separates the fields. Default: a comma.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>The header's name of the column of labels. Default: none.</summary>
    public string? Label { get; init; }

    /// <summary>The place of the column of labels, from 0; negative counts from the end, -1 being the last. Default: none.</summary>
    public int? LabelIndex { get; init; }

    /// <summary>Whether numbers may be infinite or not a number: <c>nan</c>, <c>Infinity</c>, or larger than a float, as <c>1e999</c>. Default: no.</summary>
    public bool AllowNonFinite { get; init; }
}
