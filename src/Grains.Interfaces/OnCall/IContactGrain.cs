using System.Collections.Immutable;
using FleetActors.Storage;

namespace FleetActors.OnCall;

/// <summary>A person who can be paged.</summary>
/// <param name="Numbers">E.164 numbers in the order in which they are tried; at least one.</param>
[GenerateSerializer, Immutable, Alias("fleet.contact")]
public sealed record Contact(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] ImmutableArray<string> Numbers) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>
/// One contact (get it with <see cref="OnCallIds.GetContact"/>). <c>on-call</c> and <c>dispatcher</c> exist from the settings ONCALL_NUMBER and DISPATCHER_NUMBER without being stored.
/// </summary>
[Alias("fleet.contact-grain")]
public interface IContactGrain : IGrainWithStringKey
{
    /// <summary>The contact, or null.</summary>
    [Alias("Get")]
    Task<Contact?> GetAsync();

    /// <summary>Stores a contact. Safe to repeat.</summary>
    /// <exception cref="ArgumentException">It breaks <see cref="ContactRules"/>, or its id is not the grain's.</exception>
    [Alias("Put")]
    Task PutAsync(Contact contact);

    /// <summary>Removes it (a built-in one falls back to the settings); false when nothing was stored.</summary>
    [Alias("Delete")]
    Task<bool> DeleteAsync();
}
