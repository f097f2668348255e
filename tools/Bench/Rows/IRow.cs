namespace FleetActors.Bench.Rows;

/// <summary>One thing that is measured.</summary>
internal interface IRow
{
    /// <summary>As <c>--only</c> has it.</summary>
    string Name { get; }

    /// <exception cref="BenchFailureException">It could not be measured.</exception>
    Task<IReadOnlyList<RowResult>> RunAsync(BenchContext bench, CancellationToken cancellationToken);
}
