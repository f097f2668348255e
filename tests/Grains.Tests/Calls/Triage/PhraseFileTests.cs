namespace FleetActors.Calls;

public sealed class PhraseFileTests
{
    private const string Head = """
        words filler = uh
        words no = no
        words negator = not nobody
        words nobridge = any one
        words one = one
        words courtesy = hello
        words bridge = is he been think
        words pronoun = he
        words belief = think
        words ability = can
        words or = or

        """;

    [Fact]
    public void BuiltIn_IsReadAndWide()
    {
        PhraseBook.BuiltIn.Tags.Count.ShouldBeGreaterThan(70);
        PhraseBook.BuiltIn.Tags.Values.ShouldAllBe(rule => rule.Points >= 0 && rule.Points <= 1);
        PhraseBook.BuiltIn.Tags["ACTIVE_SHOOTER"].Services.ShouldBe([ServiceCategory.Police, ServiceCategory.Ems]);
        PhraseBook.BuiltIn.Tags["EXPLOSION"].Services.ShouldBe([ServiceCategory.Fire, ServiceCategory.Ems, ServiceCategory.Police]);
    }

    [Fact]
    public void BuiltIn_LifeThreat_IsAlwaysHighOrMore() =>
        PhraseBook.BuiltIn.Tags.Values.Where(rule => rule.IsLifeThreat).ShouldAllBe(rule => rule.Points >= 0.7);

    [Theory]
    [InlineData("a b", "a b")]
    [InlineData("(a|b c) d", "a d;b c d")]
    [InlineData("[a] d", "a d;d")]
    [InlineData("a ~ b", "a ~ b")]
    [InlineData("(a (b|c)|d) e", "a b e;a c e;d e")]
    [InlineData("(a|b|c) d", "@a|b|c d")]
    [InlineData("[a|b|c] d", "@a|b|c d;d")]
    [InlineData("bleed* @he", "bleed* @he")]
    public void Variants_Pattern_AreAllItStandsFor(string pattern, string variants) =>
        string.Join(';', PhrasePattern.Variants(pattern).Select(words => string.Join(' ', words)).Order(StringComparer.Ordinal)).ShouldBe(variants);

    [Theory]
    [InlineData("bogus line", "begins with none of")]
    [InlineData("  phrase without a tag", "stands under")]
    [InlineData("tag X = EMS", "points from 0 to 1")]
    [InlineData("tag X = NAVY 0.5", "points from 0 to 1")]
    [InlineData("tag X = EMS 1.5", "points from 0 to 1")]
    [InlineData("tag X = EMS -0.5", "points from 0 to 1")]
    [InlineData("tag X = EMS 0.5 deadly", "neither 'life' nor 'also'")]
    [InlineData("tag X = EMS 0.5\ntag X = EMS 0.5", "twice")]
    [InlineData("tag X = EMS 0.5 also Y", "no tag")]
    [InlineData("tag X = EMS 0.5\n  (open", "not closed")]
    [InlineData("tag X = EMS 0.5\n  close)", "not opened")]
    [InlineData("tag X = EMS 0.5\n  ~ gap", "at its beginning")]
    [InlineData("tag X = EMS 0.5\n  [all optional]", "at its beginning")]
    [InlineData("tag X = EMS 0.5\n  @nowhere", "no word class")]
    [InlineData("mood angry", "begins with none of")]
    [InlineData("mood pass", "begins with none of")]
    [InlineData("words no = nope", "twice")]
    [InlineData("hear = something", "are words")]
    public void Read_WrongLine_SaysWhichAndWhy(string lines, string why)
    {
        var failure = Should.Throw<FormatException>(() => PhraseFile.Read(Head + lines));

        failure.Message.ShouldStartWith("Phrase file");
        failure.Message.ShouldContain(why);
    }

    [Fact]
    public void Read_WithoutANeededClass_IsRefusedWhenUsed() =>
        Should.Throw<FormatException>(() => KeywordTriage.Assess("words", PhraseFile.Read("tag X = EMS 0.5\n  a phrase"))).Message.ShouldContain("no word class");

    [Fact]
    public void Read_WordInAClassAndWithAStar_CountsAsBoth()
    {
        var book = PhraseFile.Read(Head + "words liquid = blood* water\ntag A = EMS 0.5\n  bloody\ntag B = FIRE 0.4\n  @liquid everywhere\ntag C = OTHER 0.1\n  bl*\ntag D = OTHER 0.1\n  @number men");

        KeywordTriage.Assess("Bloody everywhere. 12 men", book).Tags.Select(tag => tag.Rule.Tag).ShouldBe(["A", "B", "C", "D"]);
    }
}
