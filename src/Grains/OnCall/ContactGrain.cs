using FleetActors.Storage;
using Orleans.Placement;

namespace FleetActors.OnCall;

[Immovable(ImmovableKind.Rebalancer)]
internal sealed class ContactGrain(
    [PersistentState(StorageNames.Contact, StorageNames.Fleet)] IPersistentState<ContactState> stored,
    BuiltInContacts builtIns,
    OnCallCache cache) : Grain, IContactGrain
{
    private readonly Durable<ContactState> _durable = new(stored);

    private string Id => OnCallIds.ContactOfKey(this.GetPrimaryKeyString());

    private Contact? Current => _durable.State.Contact ?? builtIns.Find(Id);

    public Task<Contact?> GetAsync() => Task.FromResult(Current);

    public async Task PutAsync(Contact contact)
    {
        OnCallErrors.ThrowIfAny(nameof(contact), contact.Id, Id, ContactRules.Check(contact));
        await _durable.ReplaceAsync(_durable.State with { Contact = contact });
        cache.Remember(Id, Current);
    }

    public async Task<bool> DeleteAsync()
    {
        if (_durable.State.Contact is null)
        {
            return false;
        }

        await stored.ClearStateAsync();
        cache.Remember(Id, Current);
        return true;
    }
}
