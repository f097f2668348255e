namespace Refit;

/// <summary>How a list becomes a query.</summary>
public enum CollectionFormat
{
    /// <summary>Through the parameter formatter, joined with commas.</summary>
    RefitParameterFormatter,

    /// <summary>Joined with commas.</summary>
    Csv,

    /// <summary>Joined with blanks.</summary>
    Ssv,

    /// <summary>Joined with tabs.</summary>
    Tsv,

    /// <summary>Joined with bars.</summary>
    Pipes,

    /// <summary>One pair for each value.</summary>
    Multi,
}

/// <summary>Says how a parameter is put into the query; parameters without any other use go there anyway.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public class QueryAttribute : Attribute
{
    private CollectionFormat? _collectionFormat;

    /// <summary>Plain.</summary>
    public QueryAttribute()
    {
    }

    /// <summary>Between a nested object's name and its properties' names.</summary>
    public QueryAttribute(string delimiter) => Delimiter = delimiter;

    /// <summary>Prefix and delimiter go before every name of an object.</summary>
    public QueryAttribute(string delimiter, string prefix)
    {
        Delimiter = delimiter;
        Prefix = prefix;
    }

    /// <summary>Also a format string for the values.</summary>
    public QueryAttribute(string delimiter, string prefix, string format)
    {
        Delimiter = delimiter;
        Prefix = prefix;
        Format = format;
    }

    /// <summary>How a list is written.</summary>
    public QueryAttribute(CollectionFormat collectionFormat) => CollectionFormat = collectionFormat;

    /// <summary>Default ".".</summary>
    public string Delimiter { get; protected set; } = ".";

    /// <summary>Before every name of an object; null for none.</summary>
    public string? Prefix { get; protected set; }

    /// <summary>Format string of the value, invariant culture.</summary>
    public string? Format { get; set; }

    /// <summary>How a list is written; unset: as the settings say.</summary>
    public CollectionFormat CollectionFormat
    {
        get => _collectionFormat.GetValueOrDefault();
        set => _collectionFormat = value;
    }

    /// <summary>Whether <see cref="CollectionFormat"/> was set.</summary>
    public bool IsCollectionFormatSpecified => _collectionFormat.HasValue;
}
