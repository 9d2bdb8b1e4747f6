namespace Superfone.Dashboard.Configuration;

/// <summary>Thrown when the application cannot start for reasons that its operator can fix; each error is one sentence.</summary>
public sealed class StartException : Exception
{
    /// <summary>Creates an error without details.</summary>
    public StartException()
        : this("The application cannot start.")
    {
    }

    /// <summary>Creates one error.</summary>
    public StartException(string message)
        : base(message) => Errors = [message];

    /// <summary>Creates one error with its cause.</summary>
    public StartException(string message, Exception? innerException)
        : base(message, innerException) => Errors = [message];

    /// <summary>Creates several errors.</summary>
    public StartException(IReadOnlyList<string> errors)
        : base(string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>One sentence per error.</summary>
    public IReadOnlyList<string> Errors { get; }
}
