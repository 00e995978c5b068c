// What of docs/conformance.md holds: its rows, joined with the tests that carry their ids and with what became of these tests.
// The ids are read from the assemblies, because the runner's results do not have them.
// Run by eng/conformance, with the table, the folder of the results, and the test assemblies.
#:property PublishAot=false
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

if (args.Length < 3)
{
    Console.Error.WriteLine("conformance.cs <table> <folder of results> <assembly>...");
    return 2;
}

List<(string Id, string Case)> rows = [.. File.ReadLines(args[0]).Select(Row).OfType<(string, string)>()];
ILookup<string, string> testsOf = args[2..].SelectMany(Marked).Distinct().ToLookup(mark => mark.Id, mark => mark.Test);
ILookup<string, bool> passed = Directory.EnumerateFiles(args[1], "*.trx").SelectMany(Outcomes).ToLookup(one => one.Test, one => one.Passed);

int holding = 0;
int failing = 0;
foreach ((string id, string what) in rows)
{
    string[] without = [.. testsOf[id].Where(test => !passed[test].Any() || !passed[test].All(yes => yes)).Order(StringComparer.Ordinal)];
    bool tested = testsOf[id].Any();
    string verdict = !tested ? "no test yet" : without.Length > 0 ? "fails" : "holds";
    holding += verdict == "holds" ? 1 : 0;
    failing += verdict == "fails" ? 1 : 0;
    Console.WriteLine($"{id}  {verdict,-11}  {what}");
    foreach (string test in without) Console.WriteLine($"       has not passed: {test}");
}

string[] unknown = [.. testsOf.Select(tests => tests.Key).Except(rows.Select(row => row.Id)).Order(StringComparer.Ordinal)];
foreach (string id in unknown) Console.WriteLine($"{id} is no row of the table, and is carried by {string.Join(", ", testsOf[id])}");
Console.WriteLine($"{holding} of {rows.Count} hold");
return failing == 0 && unknown.Length == 0 ? 0 : 1;

// "| C-001 | Queue.test_put | ..." is a row that has an id.
static (string, string)? Row(string line)
{
    string[] cells = [.. line.Split('|').Select(cell => cell.Trim())];
    return cells is [_, ['C' or 'P', '-', .. var number], var what, _, ..] && int.TryParse(number, out _) ? (cells[1], what) : null;
}

// What became of each test that ran; one that was skipped has not passed.
static IEnumerable<(string Test, bool Passed)> Outcomes(string file)
{
    XElement run = XDocument.Load(file).Root!;
    XNamespace ns = run.Name.Namespace;
    Dictionary<string, string> names = run.Descendants(ns + "UnitTest").ToDictionary(
        test => test.Attribute("id")!.Value,
        test => $"{test.Element(ns + "TestMethod")!.Attribute("className")!.Value}.{test.Element(ns + "TestMethod")!.Attribute("name")!.Value}");
    foreach (XElement result in run.Descendants(ns + "UnitTestResult"))
    {
        yield return (names[result.Attribute("testId")!.Value], result.Attribute("outcome")?.Value == "Passed");
    }
}

// The tests of an assembly that carry an id, those included that a class inherits.
static IEnumerable<(string Id, string Test)> Marked(string file)
{
    using var image = new PEReader(File.OpenRead(file));
    MetadataReader reader = image.GetMetadataReader();
    var marked = new List<(string, string)>();
    foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        if (type.Attributes.HasFlag(System.Reflection.TypeAttributes.Abstract)) continue;
        TypeDefinition[] bases = [.. Lineage(reader, type)];
        string[] ofClass = [.. bases.SelectMany(one => Ids(reader, one.GetCustomAttributes()))];
        string name = FullName(reader, type);
        foreach (MethodDefinition method in bases.SelectMany(one => one.GetMethods()).Select(reader.GetMethodDefinition).Where(one => IsTest(reader, one)))
        {
            marked.AddRange(ofClass.Concat(Ids(reader, method.GetCustomAttributes())).Select(id => (id, $"{name}.{reader.GetString(method.Name)}")));
        }
    }

    return marked;
}

// A class and its bases, as far as they are of the same assembly; one that is generic is found by its definition.
static IEnumerable<TypeDefinition> Lineage(MetadataReader reader, TypeDefinition type)
{
    yield return type;
    while (!type.BaseType.IsNil)
    {
        EntityHandle handle = type.BaseType;
        if (handle.Kind == HandleKind.TypeSpecification)
        {
            // An instance of a generic class: a byte, the kind of type, and the class.
            BlobReader signature = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
            signature.Offset = 2;
            handle = signature.ReadTypeHandle();
        }

        if (handle.Kind != HandleKind.TypeDefinition) yield break;
        type = reader.GetTypeDefinition((TypeDefinitionHandle)handle);
        yield return type;
    }
}

static IEnumerable<string> Ids(MetadataReader reader, CustomAttributeHandleCollection attributes)
{
    foreach (CustomAttribute attribute in attributes.Select(reader.GetCustomAttribute))
    {
        if (AttributeName(reader, attribute) != "TraitAttribute") continue;
        BlobReader value = reader.GetBlobReader(attribute.Value);
        value.Offset = 2;
        if (value.ReadSerializedString() == "Conformance" && value.ReadSerializedString() is { } id) yield return id;
    }
}

// Facts, theories, and what tests derive from them.
static bool IsTest(MetadataReader reader, MethodDefinition method) => method.GetCustomAttributes().Select(reader.GetCustomAttribute)
    .Any(attribute => AttributeName(reader, attribute) is { } name
        && (name.EndsWith("FactAttribute", StringComparison.Ordinal) || name.EndsWith("TheoryAttribute", StringComparison.Ordinal)
            || name.EndsWith("PropertyAttribute", StringComparison.Ordinal)));

static string AttributeName(MetadataReader reader, CustomAttribute attribute)
{
    EntityHandle type = attribute.Constructor.Kind == HandleKind.MemberReference
        ? reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent
        : reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType();
    return type.Kind switch
    {
        HandleKind.TypeReference => reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type).Name),
        HandleKind.TypeDefinition => reader.GetString(reader.GetTypeDefinition((TypeDefinitionHandle)type).Name),
        _ => "",
    };
}

// As the runner writes it.
static string FullName(MetadataReader reader, TypeDefinition type)
{
    string name = reader.GetString(type.Name);
    if (!type.GetDeclaringType().IsNil) return $"{FullName(reader, reader.GetTypeDefinition(type.GetDeclaringType()))}+{name}";
    string space = reader.GetString(type.Namespace);
    return space.Length == 0 ? name : $"{space}.{name}";
}
