module.exports = require("../shared/ce9f5dacb15211f3.js");
