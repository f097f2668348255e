namespace FleetActors.Directory;

/// <summary>Which policies are stored. May throw when the storage is away.</summary>
public interface IOnCallIndex
{
    /// <summary>Ids of stored policies, in order; built-in ones only where they are overridden.</summary>
    Task<IReadOnlyList<string>> PolicyIdsAsync(int limit, CancellationToken cancellationToken);
}
