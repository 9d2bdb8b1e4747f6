using System.Reflection;
using Mono.Cecil;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Tests.Architecture;

/// <summary>Whatever is read of calls, contacts, tasks and deliveries is read for somebody, and it is said for whom.</summary>
public sealed class VisibilityRuleTests
{
    private const string ReadModels = "Superfone.Dashboard.ReadModels";

    // They tell how far the log is projected, and when something last arrived.
    private static readonly string[] AboutNobody = ["ProjectionQueries.StateAsync", "ProjectionQueries.ReadAsync", "TodayQueries.LastReceivedAsync"];

    [Fact]
    public void Reads_All_TakeTheVisibilityOfTheirReader()
    {
        var reads = typeof(DashboardApplication).Assembly.GetTypes()
            .Where(type => type is { IsPublic: true, IsClass: true } && type.Namespace?.StartsWith(ReadModels, StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => typeof(Task).IsAssignableFrom(method.ReturnType) || method.ReturnType.Name.StartsWith("IAsyncEnumerable", StringComparison.Ordinal))
            .Where(method => method.DeclaringType!.Namespace != ReadModels + ".People") // Users and what they did: for owners only.
            .Where(method => !AboutNobody.Contains($"{method.DeclaringType!.Name}.{method.Name}")).ToList();

        Assert.True(reads.Count > 80);
        Assert.All(reads, read => Assert.Equal(
            (read, typeof(Visibility), false), (read, read.GetParameters()[0].ParameterType, read.GetParameters()[0].IsOptional)));
    }

    [Fact]
    public void ReadModel_IsOpenedThroughAVisibilityOnly()
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, "Superfone.Dashboard.dll"));
        var openers = module.GetTypes().Where(type => Outermost(type).Namespace.StartsWith(ReadModels, StringComparison.Ordinal))
            .Where(type => type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions)
                .Any(instruction => instruction.Operand is MethodReference { Name: "CreateDbContextAsync" or "CreateDbContext" } called && called.DeclaringType.FullName.Contains("ReadModelContext", StringComparison.Ordinal)))
            .Select(type => Outermost(type).Name).Distinct();

        Assert.Equal(["ProjectionQueries"], openers);
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
