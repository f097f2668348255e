namespace FleetActors.OnCall;

/// <summary>Phone numbers in E.164 form: <c>+</c>, then 8 to 15 digits of which the first is not 0.</summary>
public static class E164
{
    private const int MinDigits = 8;
    private const int MaxDigits = 15;
    private const int ShownDigits = 3;

    /// <summary>Whether the text has the form; says nothing about whether the number exists.</summary>
    public static bool IsWellFormed(string? text) =>
        text is not null
        && text.Length is >= MinDigits + 1 and <= MaxDigits + 1
        && text[0] == '+'
        && text[1] != '0'
        && !text.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    /// <summary>The form in which a number may be shown or logged: a bullet and its last three digits.</summary>
    public static string Mask(string number) =>
        string.Concat("\u2022", number.AsSpan(Math.Max(0, number.Length - ShownDigits)));
}
