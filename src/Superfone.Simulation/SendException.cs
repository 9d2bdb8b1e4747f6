namespace Superfone.Simulation;

/// <summary>Thrown when nothing more can be sent. The message is a sentence with the reason.</summary>
public sealed class SendException : Exception
{
    /// <summary>Creates an error with the default message.</summary>
    public SendException()
        : this("The deliveries could not be sent.")
    {
    }

    /// <summary>Creates an error with a message.</summary>
    public SendException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an error with a message and a cause.</summary>
    public SendException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
