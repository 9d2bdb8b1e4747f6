namespace Superfone.Simulation;

/// <summary>Nothing more can be sent, for a reason that one sentence says.</summary>
public sealed class SendException : Exception
{
    /// <summary>An error without a sentence of its own.</summary>
    public SendException()
        : this("The deliveries could not be sent.")
    {
    }

    /// <summary>An error with its sentence.</summary>
    public SendException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its sentence and its cause.</summary>
    public SendException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
