namespace FleetActors.Sandbox;

/// <summary>Work planned for an instant; see <see cref="World.After"/>.</summary>
internal sealed class Appointment(World world, DateTimeOffset due, long sequence, Action work)
{
    public static IComparer<Appointment> Order { get; } = Comparer<Appointment>.Create(
        static (x, y) => x.Due != y.Due ? x.Due.CompareTo(y.Due) : x._sequence.CompareTo(y._sequence));

    private readonly long _sequence = sequence;

    public DateTimeOffset Due { get; } = due;

    public Action Work { get; } = work;

    /// <summary>Drops the work; harmless when it has run or was dropped already.</summary>
    public void Cancel() => world.Cancel(this);
}
