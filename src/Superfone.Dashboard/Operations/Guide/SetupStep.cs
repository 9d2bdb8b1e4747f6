namespace Superfone.Dashboard.Operations.Guide;

/// <summary>A step from a fresh installation to one that the team works with, in their order.</summary>
public enum SetupStep
{
    /// <summary>The owner's account.</summary>
    Owner,

    /// <summary>The name, the time zone and the working hours of the business.</summary>
    Business,

    /// <summary>Whether the internet reaches the dashboard.</summary>
    Reach,

    /// <summary>The automations in Superfone.</summary>
    Connect,

    /// <summary>Other people.</summary>
    Invite,
}
