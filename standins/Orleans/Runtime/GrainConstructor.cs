using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>Compiles the construction of a grain class, so that making an activation costs little more than its constructor.</summary>
internal static class GrainConstructor
{
    private static readonly MethodInfo CreateState =
        typeof(GrainConstructor).GetMethod(nameof(MakeState), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>A function from activation to grain object.</summary>
    /// <exception cref="InvalidOperationException">The class has no public constructor.</exception>
    public static Func<Activation, object> Compile(Type type, Engine engine)
    {
        var constructor = Choose(type);
        var activation = Expression.Parameter(typeof(Activation));
        var arguments = constructor.GetParameters().Select(parameter => Argument(parameter, activation, engine));
        var body = Expression.Convert(Expression.New(constructor, arguments), typeof(object));
        return Expression.Lambda<Func<Activation, object>>(body, activation).Compile();
    }

    private static ConstructorInfo Choose(Type type)
    {
        var constructors = type.GetConstructors();
        return constructors.FirstOrDefault(constructor => constructor.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? constructors.MaxBy(constructor => constructor.GetParameters().Length)
            ?? throw new InvalidOperationException($"Grain class {type.FullName} has no public constructor.");
    }

    private static Expression Argument(ParameterInfo parameter, ParameterExpression activation, Engine engine)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
        {
            return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPersistentState<>)
                ? Expression.Call(CreateState.MakeGenericMethod(type.GetGenericArguments()), activation, Expression.Constant(state))
                : throw new InvalidOperationException(
                    $"Parameter {parameter.Name} of {parameter.Member.DeclaringType} is marked [{nameof(PersistentStateAttribute)}] but is no IPersistentState.");
        }

        if (type == typeof(IGrainContext))
        {
            return Expression.Convert(activation, type);
        }

        var service = Expression.Constant(new ConstructorService(parameter, engine));
        return Expression.Convert(Expression.Call(service, nameof(ConstructorService.Resolve), null, activation), type);
    }

    private static IPersistentState<TState> MakeState<TState>(Activation activation, PersistentStateAttribute configuration)
        => activation.Class.Engine.StateFactory.Create<TState>(activation, configuration);
}
