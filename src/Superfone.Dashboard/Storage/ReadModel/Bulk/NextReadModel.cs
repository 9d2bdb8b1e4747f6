namespace Superfone.Dashboard.Storage.ReadModel.Bulk;

/// <summary>The file that a rebuild fills, and the one beside it in which its texts are indexed.</summary>
/// <param name="writer">The connection to the file.</param>
/// <param name="texts">The connection to the file of the texts.</param>
/// <param name="textsPath">The full path of the file of the texts.</param>
internal sealed class NextReadModel(ReadModelWriter writer, ReadModelWriter texts, string textsPath) : IDisposable
{
    /// <summary>The connection to the file.</summary>
    public ReadModelWriter Writer => writer;

    /// <summary>The connection to the file of the texts.</summary>
    public ReadModelWriter Texts => texts;

    /// <summary>Makes the statements that are running fail, from another thread. The connections must be open.</summary>
    public void Interrupt()
    {
        writer.Interrupt();
        texts.Interrupt();
    }

    /// <summary>Finishes and closes the file of the texts.</summary>
    /// <returns>Its full path.</returns>
    public string CloseTexts()
    {
        BulkTexts.Finish(texts);
        texts.Dispose();
        return textsPath;
    }

    /// <summary>Closes both files, and deletes that of the texts.</summary>
    public void Dispose()
    {
        writer.Dispose();
        texts.Dispose();
        File.Delete(textsPath);
    }
}
