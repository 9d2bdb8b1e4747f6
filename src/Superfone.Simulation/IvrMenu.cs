using System.Globalization;
using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>The IVR menu that some callers hear.</summary>
internal static class IvrMenu
{
    private static readonly IReadOnlyList<string> Departments = ["Sales", "Orders and delivery", "Service"];

    /// <summary>The prompts that a caller heard and the keys they pressed; <see langword="null"/> without a menu.</summary>
    public static IReadOnlyList<IvrInput>? Choose(RandomSource random, CallEnding ending, string organization)
    {
        var isInMenu = ending.Disposition.StartsWith("IVR_", StringComparison.Ordinal);
        if (!isInMenu && !(ending.HasAgent && random.Happens(0.4)))
            return null;

        var greeting = $"Welcome to {organization}. Press 1 for sales, 2 for orders and delivery, 3 for service.";
        if (ending.Disposition == "IVR_INVALID_INPUT")
            return [new IvrInput(greeting, "That is not one of the choices.", "7"), new IvrInput(greeting, "Goodbye.", "8")];
        if (ending.Disposition == "IVR_DROPPED")
            return [new IvrInput(greeting, null, null)];

        var key = random.Between(1, Departments.Count);
        List<IvrInput> steps = [new(greeting, $"Connecting you to {Departments[key - 1]}.", key.ToString(CultureInfo.InvariantCulture))];
        if (key == 3 && random.Happens(0.5))
            steps.Add(new IvrInput("Press 1 for a new complaint, 2 for the state of an old one.", "Please hold.", random.Happens(0.6) ? "1" : "2"));
        return steps;
    }
}
