using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FleetActors.Storage;

/// <summary>Lets the serializer of stored state collect in every <see cref="IKeepsUnknown"/> what has no member of its own, and write it back.</summary>
internal static class UnknownMemberContract
{
    // Not an attribute on the types: the API's JSON has the same types, and there a member that nobody knows is an error of the client.
    public static void Keep(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || !typeof(IKeepsUnknown).IsAssignableFrom(type.Type))
        {
            return;
        }

        var unknown = type.CreateJsonPropertyInfo(typeof(IDictionary<string, JsonElement>), nameof(IKeepsUnknown.Unknown));
        unknown.IsExtensionData = true;
        unknown.Get = static stored => ((IKeepsUnknown)stored).Unknown?.Members;
        unknown.Set = static (stored, members) => ((IKeepsUnknown)stored).Unknown = new UnknownMembers((IDictionary<string, JsonElement>)members!);
        type.Properties.Add(unknown);
    }
}
