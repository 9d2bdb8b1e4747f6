namespace Superfone.Dashboard.Tests.Nodes;

/// <summary>Turns on tests of several nodes that take longer: <c>SUPERFONE_NODES=1</c>.</summary>
internal static class NodeSwitch
{
    public static void SkipUnlessOn() => Assert.SkipUnless(Environment.GetEnvironmentVariable("SUPERFONE_NODES") is { Length: > 0 }, "Long: SUPERFONE_NODES=1");
}
