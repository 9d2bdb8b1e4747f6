using Mono.Cecil;

namespace Superfone.Dashboard.Tests.Architecture;

/// <summary>Projecting the same log at any date gives the same state: no projection may read the clock.</summary>
public sealed class ClockTests
{
    private static readonly string[] Clocks = ["get_Now", "get_UtcNow", "get_Today", "GetUtcNow", "GetLocalNow"];

    [Theory]
    [InlineData("Superfone.Events.dll", "Superfone.Events")]
    [InlineData("Superfone.Dashboard.Domain.dll", "Superfone.Dashboard.Domain")]
    [InlineData("Superfone.Dashboard.dll", "Superfone.Dashboard.Projections")]
    [InlineData("Superfone.Dashboard.dll", "Superfone.Dashboard.Storage.ReadModel")]
    public void Folding_NeverAsksForTheTime(string assembly, string space)
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly));

        var methods = module.GetTypes().Where(type => SpaceOf(type).StartsWith(space, StringComparison.Ordinal)).SelectMany(type => type.Methods).ToList();
        var asking = methods.Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions, (method, instruction) => (method, instruction))
            .Where(pair => pair.instruction.Operand is MethodReference called && IsClock(called))
            .Select(pair => pair.method.FullName);

        Assert.NotEmpty(methods);
        Assert.Empty(asking);
    }

    private static string SpaceOf(TypeDefinition type) => type.DeclaringType is { } outer ? SpaceOf(outer) : type.Namespace;

    private static bool IsClock(MethodReference method) =>
        Clocks.Contains(method.Name) && method.DeclaringType.FullName is "System.DateTime" or "System.DateTimeOffset" or "System.TimeProvider";
}
