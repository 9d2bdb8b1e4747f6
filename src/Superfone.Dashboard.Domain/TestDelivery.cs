namespace Superfone.Dashboard.Domain;

/// <summary>The test delivery that the connect page posts from the browser to the dashboard's own webhook. It does not show that Superfone reaches it.</summary>
public static class TestDelivery
{
    /// <summary>The name of its event, which <c>js/app.js</c> sends.</summary>
    public const string Event = "DASHBOARD_TEST";
}
