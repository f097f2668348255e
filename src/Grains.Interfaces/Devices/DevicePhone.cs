namespace FleetActors.Devices;

/// <summary>The phone in a device.</summary>
/// <param name="Name">The device's name, or its id when it has none.</param>
/// <param name="Number">E.164.</param>
[GenerateSerializer, Immutable, Alias("fleet.device.phone")]
public sealed record DevicePhone([property: Id(0)] string Name, [property: Id(1)] string Number);
