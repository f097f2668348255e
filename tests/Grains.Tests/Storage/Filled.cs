using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;
using FleetActors.Alerts;

namespace FleetActors.Storage;

/// <summary>
/// Makes stored states in which no member has its default: a member that is lost on the way to storage and back can then not go unnoticed. The same values
/// every time.
/// </summary>
internal sealed class Filled
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<Type, int> _turns = [];
    private int _next;

    public static object State(Type state) => state == typeof(AlertState) ? new Filled().Alert() : new Filled().Of(state);

    /// <summary>One event of each kind that a timeline keeps, on one alert.</summary>
    private AlertState Alert()
    {
        var events = Derived(typeof(AlertEvent)).Where(static type => type != typeof(AlertRepeated)).Select(type => (AlertEvent)Of(type));
        var alert = AlertEvolver.Replay(events.Select((happened, place) => new TimelineEntry(place + 1, At(), Text(), happened, Text())));
        return AlertEvolver.Evolve(alert, new TimelineEntry(0, At(), Text(), new AlertRepeated(Text()), null));
    }

    private object Of(Type type)
    {
        _next++;
        return type switch
        {
            _ when type == typeof(string) => Text(),
            _ when type == typeof(bool) => true,
            _ when type == typeof(DateTimeOffset) => At(),
            _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(_next + 0.25),
            _ when type == typeof(double) => _next + 0.5,
            _ when type.IsPrimitive => Convert.ChangeType(_next, type, CultureInfo.InvariantCulture),
            _ when type.IsEnum => InTurn(type, [.. Enum.GetValues(type).Cast<object>().Where(static value => Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0)]),
            _ when Nullable.GetUnderlyingType(type) is { } inner => Of(inner),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => Several(type.GetGenericArguments()[0]),
            { IsAbstract: true } => Of(InTurn(type, Derived(type))),
            _ => Whole(type),
        };
    }

    private object Several(Type element)
    {
        // Enough for one of each kind of what an element may hold.
        var elements = element.IsClass && element != typeof(string) ? Enumerable.Repeat(element, 3) : [element, element];
        return GetType().GetMethod(nameof(ArrayOf), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(element).Invoke(null, [elements.Select(Of).ToArray()])!;
    }

    private static ImmutableArray<T> ArrayOf<T>(object[] elements) => [.. elements.Cast<T>()];

    private object Whole(Type type)
    {
        var constructor = type.GetConstructors()
            .Where(candidate => candidate.GetParameters() is not [var only] || only.ParameterType != type)
            .MaxBy(static candidate => candidate.GetParameters().Length);
        var parameters = constructor?.GetParameters() ?? [];
        var whole = constructor?.Invoke([.. parameters.Select(parameter => Of(parameter.ParameterType))]) ?? Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && parameters.All(given => given.Name != property.Name)))
        {
            property.SetValue(whole, Of(property.PropertyType));
        }

        return whole;
    }

    private string Text() => $"text {++_next}";

    private DateTimeOffset At() => Start.AddSeconds(++_next);

    /// <summary>Each of the values in its turn, so that all of them are somewhere.</summary>
    private T InTurn<T>(Type type, T[] values)
    {
        var turn = _turns.GetValueOrDefault(type);
        _turns[type] = turn + 1;
        return values[turn % values.Length];
    }

    private static Type[] Derived(Type type) => [.. type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(static derived => derived.DerivedType)];
}
