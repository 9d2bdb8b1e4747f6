using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Superfone.Dashboard.Tests.Architecture;

/// <summary>SQL is only in <c>Storage</c> and <c>ReadModels</c>, so that another store has one place to replace.</summary>
public sealed partial class SqlTests
{
    private const string Root = "Superfone.Dashboard.";

    [Fact]
    public void Sql_StandsOnlyInStorageAndReadModels()
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, "Superfone.Dashboard.dll"));
        var holders = module.GetTypes()
            .Where(HoldsSql).Select(Outermost)
            .Select(type => type.FullName).Where(name => name.StartsWith(Root, StringComparison.Ordinal)).Distinct().ToList();

        Assert.Contains(holders, IsAllowed);
        Assert.DoesNotContain(holders, name => !IsAllowed(name));
    }

    private static bool IsAllowed(string name) =>
        name.StartsWith($"{Root}Storage.", StringComparison.Ordinal) || name.StartsWith($"{Root}ReadModels.", StringComparison.Ordinal);

    private static bool HoldsSql(TypeDefinition type) =>
        type.Fields.Any(field => field.Constant is string text && Statement().IsMatch(text))
        || type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions)
            .Any(instruction => instruction.OpCode == OpCodes.Ldstr && Statement().IsMatch((string)instruction.Operand));

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    [GeneratedRegex(
        @"^\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s|DELETE\s+FROM\s|REPLACE\s+INTO\s|CREATE\s|WHERE\s|ORDER\s+BY\s|DROP\s|ALTER\s|PRAGMA\s|BEGIN\s|SAVEPOINT\s|WITH\s+\w+\s+AS|VACUUM)")]
    private static partial Regex Statement();
}
