using System.Globalization;
using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>The menu that greets some of the callers.</summary>
internal static class IvrMenu
{
    private static readonly IReadOnlyList<string> Departments = ["Sales", "Orders and delivery", "Service"];

    /// <summary>What a caller heard and pressed; <see langword="null"/> where no menu came.</summary>
    public static IReadOnlyList<IvrInput>? Choose(Draw draw, Ending ending, string organization)
    {
        var isInMenu = ending.Disposition.StartsWith("IVR_", StringComparison.Ordinal);
        if (!isInMenu && !(ending.HasAgent && draw.Happens(0.4)))
            return null;

        var greeting = $"Welcome to {organization}. Press 1 for sales, 2 for orders and delivery, 3 for service.";
        if (ending.Disposition == "IVR_INVALID_INPUT")
            return [new IvrInput(greeting, "That is not one of the choices.", "7"), new IvrInput(greeting, "Goodbye.", "8")];
        if (ending.Disposition == "IVR_DROPPED")
            return [new IvrInput(greeting, null, null)];

        var key = draw.Between(1, Departments.Count);
        List<IvrInput> steps = [new(greeting, $"Connecting you to {Departments[key - 1]}.", key.ToString(CultureInfo.InvariantCulture))];
        if (key == 3 && draw.Happens(0.5))
            steps.Add(new IvrInput("Press 1 for a new complaint, 2 for the state of an old one.", "Please hold.", draw.Happens(0.6) ? "1" : "2"));
        return steps;
    }
}
