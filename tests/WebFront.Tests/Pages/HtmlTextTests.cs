namespace FleetActors.Pages;

public sealed class HtmlTextTests
{
    [Fact]
    public void Add_ValuesAreEscapedAndMarkupIsNot()
    {
        var (said, inner) = ("<b onclick=\"x\">&'", new HtmlText().Add($"<i>{1.5:0.00}</i>"));

        var html = new HtmlText().Add($"<p title=\"{said}\">{said}{inner}{(string?)null}{7}</p>").ToString();

        html.ShouldBe("<p title=\"&lt;b onclick=&quot;x&quot;&gt;&amp;&#x27;\">&lt;b onclick=&quot;x&quot;&gt;&amp;&#x27;<i>1.50</i>7</p>");
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", true)]
    [InlineData("TEXT/HTML", true)]
    [InlineData("text/html;q=0.5, application/json", false)]
    [InlineData("application/json, text/html", true)]
    [InlineData("text/html;q=0", false)]
    [InlineData("*/*", false)]
    [InlineData("text/*", false)]
    [InlineData("application/json", false)]
    [InlineData("", false)]
    [InlineData(";;,\u0001,text", false)]
    public void WantsPage_IsForBrowsersAlone(string accept, bool wants)
    {
        var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;
        request.Headers.Accept = accept;

        request.WantsPage().ShouldBe(wants);
    }
}
