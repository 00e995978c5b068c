using ObjectServer.Contract;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class SharedClassTests
{
    [Theory]
    [InlineData(typeof(IAnimal), "is not a class")]
    [InlineData(typeof(int), "is not a class")]
    [InlineData(typeof(Action), "is not a class")]
    [InlineData(typeof(Abstract), "is abstract")]
    [InlineData(typeof(Open<>), "is an open generic class")]
    [InlineData(typeof(Unshared), "implements no interface marked [SharedContract]")]
    public void Faults_TypeThatCannotBeShared_SaysWhy(Type type, string expected)
    {
        IReadOnlyList<string> faults = SharedClass.Faults(type);

        Assert.Contains(expected, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(Dog))]
    [InlineData(typeof(Open<int>))]
    public void Faults_SuitableClass_AreNone(Type type)
    {
        IReadOnlyList<string> faults = SharedClass.Faults(type);

        Assert.Empty(faults);
    }

    [Fact]
    public void Faults_SeveralReasons_AreAllListed()
    {
        IReadOnlyList<string> faults = SharedClass.Faults(typeof(AbstractUnshared<>));

        Assert.Equal(3, faults.Count);
    }

    [Fact]
    public void Check_ClassWithFaults_Throws()
    {
        var exception = Assert.Throws<InvalidContractException>(() => SharedClass.Check(typeof(Unshared)));

        Assert.Equal(typeof(Unshared), exception.ContractType);
    }

    [Fact]
    public void Check_ClassOfAFaultyContract_Throws()
    {
        var exception = Assert.Throws<InvalidContractException>(() => SharedClass.Check(typeof(Faulty)));

        Assert.Equal(typeof(IFaulty), exception.ContractType);
    }

    [Fact]
    public void ContractsOf_SeveralContracts_MostDerivedFirst()
    {
        IReadOnlyList<Type> contracts = SharedClass.ContractsOf(typeof(Dog));

        Assert.Equal([typeof(IBarking), typeof(IDog), typeof(IAnimal)], contracts);
    }

    [SharedContract]
    public interface IAnimal;

    [SharedContract]
    public interface IDog : IAnimal;

    [SharedContract]
    public interface IBarking;

    [SharedContract]
    public interface IFaulty
    {
        event Func<int> Changed;
    }

    public abstract class Abstract : IAnimal;

    public abstract class AbstractUnshared<T>
    {
        public T? Value { get; set; }
    }

    public sealed class Open<T> : IAnimal
    {
        public T? Value { get; set; }
    }

    public sealed class Unshared : IDisposable
    {
        public void Dispose()
        {
        }
    }

    public sealed class Dog : IDog, IBarking;

    public sealed class Faulty : IFaulty
    {
        public event Func<int> Changed
        {
            add { }
            remove { }
        }
    }
}
