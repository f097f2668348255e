namespace FleetActors.Calls;

public sealed class KeywordTriageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   \n\t ")]
    [InlineData("... !? -- ,,")]
    [InlineData("\u200B\u0301\u00AD")]
    public void Assess_NoWords_FindsNothing(string text) => KeywordTriage.Assess(text).ShouldBe(KeywordFinding.Nothing);

    [Fact]
    public void Assess_WordsWithoutATag_AreOtherWithLittleConfidence()
    {
        var finding = KeywordTriage.Assess("Good morning to you");

        (finding.Category, finding.Confidence, finding.HasWords).ShouldBe((ServiceCategory.Other, 0.2, true));
        finding.Services.ShouldBe([ServiceCategory.Other]);
    }

    [Fact]
    public void Assess_Phrase_IsNamedAsItStandsInTheText()
    {
        var tag = KeywordTriage.Assess("Please, he ISN\u2019T  really Br\u00E9athing!").Tags.ShouldHaveSingleItem();

        (tag.Rule.Tag, tag.Phrase, tag.Start).ShouldBe(("NOT_BREATHING", "ISN\u2019T  really Br\u00E9athing", 11));
        tag.Reason.ShouldBe("NOT_BREATHING: heard \"ISN\u2019T  really Br\u00E9athing\" at character 11");
    }

    [Fact]
    public void Assess_DeniedPhrase_IsToldAsSetAside()
    {
        var finding = KeywordTriage.Assess("There is no sign of any flames");

        finding.Tags.ShouldBeEmpty();
        finding.SetAside.ShouldBe(["not FIRE: heard \"flames\" at character 24, but \"no\" denies it"]);
    }

    [Fact]
    public void Assess_GuardedPhrase_IsToldAsSetAside() =>
        KeywordTriage.Assess("he was shot with a camera").SetAside.ShouldHaveSingleItem()
            .ShouldBe("not GUNSHOT_WOUND: heard \"was shot\" at character 3, but the words around it speak of something else");

    [Fact]
    public void Assess_GuardInAnotherSentence_ChangesNothing() =>
        KeywordTriage.Assess("We were at a basketball game. My friend got shot.").Tags.ShouldContain(tag => tag.Rule.Tag == "GUNSHOT_WOUND");

    [Fact]
    public void Assess_ActiveShooter_NeedsPoliceAndEms()
    {
        var finding = KeywordTriage.Assess("active shooter");

        (finding.Category, finding.IsLifeThreat).ShouldBe((ServiceCategory.Police, true));
        finding.Services.ShouldBe([ServiceCategory.Police, ServiceCategory.Ems]);
        finding.Tags.Single(tag => tag.Rule.Tag == "VIOLENCE").ComesWith.ShouldBe("ACTIVE_SHOOTER");
    }

    [Fact]
    public void Assess_Explosion_NeedsAllThree() =>
        KeywordTriage.Assess("there was an explosion").Services.ShouldBe([ServiceCategory.Fire, ServiceCategory.Ems, ServiceCategory.Police]);

    [Fact]
    public void Assess_WordRunsOverItsBuffer_CountsByItsFirstLetters() =>
        KeywordTriage.Assess("bleeding" + new string('g', 500)).HasWords.ShouldBeTrue();

    [Theory]
    [InlineData("oh my god please hurry, she is dying", 2, false, false)]
    [InlineData("he is breathing again, thank you so much", 0, true, true)]
    [InlineData("the weather is nice", 0, false, false)]
    public void Assess_Feelings_AreHeard(string text, int leastPanics, bool isRelieved, bool isThankful)
    {
        var finding = KeywordTriage.Assess(text);

        finding.Panics.ShouldBeGreaterThanOrEqualTo(leastPanics);
        (finding.IsRelieved, finding.IsThankful).ShouldBe((isRelieved, isThankful));
    }

    [Fact]
    public void Fold_LettersOfTheLatinAlphabets_LoseTheirMarks()
    {
        const string From = "\u00C0\u00E9\u00EE\u00F5\u00FC\u00E7\u00F1\u00DF\u0141\u0159\u017E\u0130\uFF21\uFF5A";

        string.Concat(From.Select(Folding.Fold)).ShouldBe("aeioucnslrziaz");
        Enumerable.Range(0xC0, 0xC0).Select(code => Folding.Fold((char)code)).ShouldAllBe(folded => folded == ' ' || char.IsAsciiLetterLower(folded));
    }
}
