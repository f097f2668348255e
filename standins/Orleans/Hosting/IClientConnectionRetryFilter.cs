namespace Orleans;

/// <summary>Says whether a client that could not connect tries again. Accepted; a client of the stand-in has nothing to connect to.</summary>
public interface IClientConnectionRetryFilter
{
    /// <summary>True to try again, after whatever wait it takes itself.</summary>
    Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken);
}
