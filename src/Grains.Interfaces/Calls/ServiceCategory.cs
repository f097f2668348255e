namespace FleetActors.Calls;

/// <summary>Which service a call is for. On the wire <c>EMS</c>, <c>FIRE</c>, <c>POLICE</c>, <c>OTHER</c> (see <see cref="CallWords"/>).</summary>
public enum ServiceCategory
{
    /// <summary>Not known yet: nothing was heard that says so. Never in a finished packet, which says <see cref="Other"/> then.</summary>
    Unknown = 0,

    /// <summary>Ambulance and everything medical.</summary>
    Ems = 1,

    /// <summary>Fire, rescue, gas and hazardous matter.</summary>
    Fire = 2,

    /// <summary>Crime, violence, traffic, missing persons.</summary>
    Police = 3,

    /// <summary>None of the three, or not to be told from what was said.</summary>
    Other = 4,
}
