namespace Orleans.Runtime;

/// <summary>The filters of a silo, in the order they were registered.</summary>
internal sealed class CallFilters(IEnumerable<IIncomingGrainCallFilter> filters)
{
    private readonly IIncomingGrainCallFilter[] _filters = [.. filters];

    /// <summary>Whether the silo has filters for all calls.</summary>
    public bool Any => _filters.Length > 0;

    /// <summary>The filters for calls to a grain object: the silo's, then the grain's own.</summary>
    public IIncomingGrainCallFilter[] For(object instance)
        => instance is IIncomingGrainCallFilter own ? [.. _filters, own] : _filters;
}

internal sealed class DelegateCallFilter(IncomingGrainCallFilterDelegate filter) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => filter(context);
}
