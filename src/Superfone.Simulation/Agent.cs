namespace Superfone.Simulation;

/// <summary>Somebody who takes and makes the business's calls, with habits of their own.</summary>
/// <param name="UserId">Superfone's id of the team member.</param>
/// <param name="First">First name.</param>
/// <param name="Last">Last name.</param>
/// <param name="Phone">Their number.</param>
/// <param name="Share">How many calls they take, beside the others.</param>
/// <param name="Diligence">How likely they return a missed call, 0 to 1.</param>
/// <param name="RingingSeconds">How long they let it ring.</param>
internal sealed record Agent(long UserId, Name First, Name Last, string Phone, double Share, double Diligence, int RingingSeconds)
{
    /// <summary>The business's team.</summary>
    public static IReadOnlyList<Agent> Team(SimulationOptions options) =>
    [
        Of(options, 1, new("Ravi", "रवि"), new("Patel", "पटेल"), share: 5, diligence: 0.85, ringing: 8),
        Of(options, 2, new("Priya", "प्रिया"), new("Nair", "नायर"), share: 6, diligence: 0.95, ringing: 5),
        Of(options, 3, new("Farhan", "फ़रहान"), new("Sheikh", "शेख़"), share: 3, diligence: 0.5, ringing: 14),
        Of(options, 4, new("Sunita", "सुनीता"), new("Sharma", "शर्मा"), share: 4, diligence: 0.75, ringing: 9),
        Of(options, 5, new("Joseph", "जोसेफ़"), new("Mathew", "मैथ्यू"), share: 2, diligence: 0.6, ringing: 11),
    ];

    private static Agent Of(SimulationOptions options, int number, Name first, Name last, double share, double diligence, int ringing) =>
        new(670 + number, first, last, $"{options.StaffPrefix}{number:00}", share, diligence, ringing);
}
