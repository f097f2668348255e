namespace FleetActors.Security;

/// <summary>The configured keys. With none, every request that can reach the loopback address may do everything.</summary>
internal sealed class ApiKeys(IReadOnlyList<ApiKey> keys)
{
    /// <summary>No key is configured.</summary>
    public bool AreAbsent => keys.Count == 0;

    /// <summary>The key, or null. Every configured key is compared, so the time tells nothing.</summary>
    public ApiKey? Find(string presented)
    {
        var hash = ApiKey.Hash(presented);
        ApiKey? found = null;
        foreach (var key in keys)
        {
            if (key.Matches(hash))
            {
                found = key;
            }
        }

        return found;
    }
}
