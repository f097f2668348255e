using System.Buffers;

namespace FleetActors.OnCall;

/// <summary>
/// Ids of policies and contacts: 1 to 64 of <c>a-z 0-9 . _ -</c>, beginning with a letter, so that a phone number without its plus sign is none.
/// </summary>
public static class OnCallIds
{
    /// <summary>The contact that ONCALL_NUMBER describes.</summary>
    public const string OnCall = "on-call";

    /// <summary>The contact that DISPATCHER_NUMBER describes.</summary>
    public const string Dispatcher = "dispatcher";

    private const int MaxLength = 64;

    // Orleans' SQL storage reads a key of hex digits alone as an integer, so that "ada" and "0ADA" would share one row; the slash keeps ids apart.
    private const string PolicyPrefix = "policy/";
    private const string ContactPrefix = "contact/";

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Whether the text has the form of an id.</summary>
    public static bool IsWellFormed(string? text) =>
        text is { Length: > 0 and <= MaxLength } && char.IsAsciiLetter(text[0]) && !text.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>The grain that keeps the policy of that id.</summary>
    public static IPolicyGrain GetPolicy(this IGrainFactory grains, string id) => grains.GetGrain<IPolicyGrain>(PolicyPrefix + id);

    /// <summary>The grain that keeps the contact of that id.</summary>
    public static IContactGrain GetContact(this IGrainFactory grains, string id) => grains.GetGrain<IContactGrain>(ContactPrefix + id);

    /// <summary>The policy id in a grain key.</summary>
    /// <exception cref="ArgumentException">The key was not made by <see cref="GetPolicy"/>.</exception>
    public static string PolicyOfKey(string key) => WithoutPrefix(key, PolicyPrefix, nameof(GetPolicy));

    /// <summary>The contact id in a grain key.</summary>
    /// <exception cref="ArgumentException">The key was not made by <see cref="GetContact"/>.</exception>
    public static string ContactOfKey(string key) => WithoutPrefix(key, ContactPrefix, nameof(GetContact));

    private static string WithoutPrefix(string key, string prefix, string maker) =>
        key.StartsWith(prefix, StringComparison.Ordinal)
            ? key[prefix.Length..]
            : throw new ArgumentException($"The key '{key}' does not begin with '{prefix}'; get the grain with {maker}.", nameof(key));
}
