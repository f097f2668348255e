using System.Globalization;
using System.Text;

namespace FleetActors.FleetSim.Load;

/// <summary>Makes request bodies: the devices take turns, their values wander between 2 and 6. One caller at a time.</summary>
internal sealed class ReadingSource(LoadOptions options)
{
    private const double Calm = 4;
    private const double Swing = 2;
    private const double Spike = 100;

    // The same readings in every run, so that two runs can be compared.
    private readonly Random _random = new(20_260_101);
    private readonly StringBuilder _body = new();
    private int _device;
    private long _sequence;

    /// <summary>A JSON array of <paramref name="count"/> readings.</summary>
    public byte[] Next(int count)
    {
        _body.Clear().Append('[');
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                _body.Append(',');
            }

            Append();
        }

        return Encoding.UTF8.GetBytes(_body.Append(']').ToString());
    }

    private void Append()
    {
        _body.Append(CultureInfo.InvariantCulture, $"{{\"device_id\":\"sim-{_device:000000}\",");
        if (options.Fleet is { } fleet)
        {
            _body.Append(CultureInfo.InvariantCulture, $"\"fleet_id\":\"{fleet}\",");
        }

        _body.Append(CultureInfo.InvariantCulture, $"\"metric\":\"{options.Metric}\",\"value\":{Value():0.00}}}");
        _sequence++;
        _device = (_device + 1) % options.Devices;
    }

    private double Value() =>
        options.Spikes > 0 && _random.NextDouble() < options.Spikes ? Spike : Calm + (Swing * Math.Sin((_sequence * 0.0007) + _device));
}
